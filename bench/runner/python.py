"""Which Python has what a script needs."""
import shutil
import subprocess
from functools import cache


@cache
def python_with(module):
    """The first Python that has the module, among the one that comes first and the distribution's."""
    for python in (shutil.which("python3"), "/usr/bin/python3"):
        if python and subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0:
            return python
    return "python3"
