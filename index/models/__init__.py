"""The embedding model: loaded, exported, run."""

import os

# onnxruntime 1.29 and newer tell Microsoft what they run, and keep an id of the machine in the home folder,
# unless this is set before they start: https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
