#!/usr/bin/env bash
# Tests the libtorch engine on a GPU and measures the GPU rows of bench/RESULTS.md, on a machine that has a GPU, CUDA 13,
# cuDNN 9 and a Python with PyTorch, but neither Java nor Maven nor a way to fetch them. (Where there is Maven:
# ./mvnw verify -Pcuda-13 -pl trainer-worker/engine-libtorch -am, and bench/table.py --device cuda:0.)
#
#   bench/on-gpu.sh pack FOLDER            where Phiscale is built (./mvnw package -DskipTests): our own programs, 30 MB
#   bench/on-gpu.sh test FOLDER            there, in a checkout of the same commit: the tests that need a GPU
#   bench/on-gpu.sh table FOLDER [OPTION…] there: bench/table.py's table
#
# There, FOLDER must also have jre, a Java run time (jlink of java.se, jdk.unsupported and jdk.management), and lib, the
# jars org.bytedeco:pytorch, javacpp, openblas and cuda, with the classifiers linux-x86_64-gpu (pytorch) and linux-x86_64 (the others).
set -euo pipefail
self=$(realpath "$0")
engine=trainer-worker/engine-libtorch

usage() {
  sed -n '2,11s/^# \{0,1\}//p' "$self" >&2
  exit 2
}

# Everything but machine code, which FOLDER/lib has.
copy_programs() {
  mkdir -p "$1/cli" "$1/bench" "$1/engine" "$1/tests"
  cp cli/target/app/*.jar "$1/cli"
  find bench/target/app -name '*.jar' ! -name 'embedded-postgres-binaries-*' -exec cp {} "$1/bench" \;
  find "$engine/target/app" -name '*.jar' ! -path '*/org.bytedeco/*' ! -name '*linux-x86_64*' -exec cp {} "$1/engine" \;
  cp -r "$engine/target/test-classes" trainer-worker/trainer-contract/target/*.jar "$1/tests"
  ./mvnw -q -B -DskipTests package dependency:copy-dependencies -pl trainer-worker/trainer-contract -am \
    -DincludeGroupIds=org.assertj,net.bytebuddy,org.junit.jupiter -DoutputDirectory="$1/tests"
  local junit
  junit=$(basename "$1"/tests/junit-jupiter-engine-*.jar .jar)
  junit=${junit#junit-jupiter-engine-}
  rm "$1"/tests/junit-*.jar
  # The same JUnit, all in one.
  ./mvnw -q -B dependency:copy -Dartifact="org.junit.platform:junit-platform-console-standalone:$junit" \
    -DoutputDirectory="$1/tests"
}

# As ./phiscale and the trainers expect them.
lay_out() {
  mkdir -p cli/target/app bench/target/app "$engine/target/app" .phiscale
  cp "$1"/cli/*.jar cli/target/app
  cp "$1"/bench/*.jar bench/target/app
  cp "$1"/engine/*.jar "$engine/target/app"
  cp "$1"/lib/*.jar "$engine/target/app"
  touch .phiscale/built
  export JAVA_HOME=$1/jre
  local cuda
  cuda=$(python3 -c 'import glob, site; print(":".join(glob.glob(site.getsitepackages()[0] + "/nvidia/*/lib")))')
  [ -z "$cuda" ] || export LD_LIBRARY_PATH=$cuda${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  nvidia-smi --query-gpu=name,driver_version,memory.total,compute_cap --format=csv,noheader
}

[ $# -ge 2 ] || usage
what=$1 folder=$(realpath -m "$2")
shift 2
cd "$(dirname "$self")/.."
case $what in
  pack) copy_programs "$folder" ;;
  test)
    lay_out "$folder"
    # Where no GPU is found, all of them are skipped: that is no success here.
    "$JAVA_HOME/bin/java" -cp "$folder/tests/*:$folder/tests/test-classes:$engine/target/app/*" \
      org.junit.platform.console.ConsoleLauncher execute --disable-banner --details=tree \
      --select-class=io.phiscale.engine.libtorch.LibtorchGpuTests --fail-if-no-tests | tee "$folder/tests.log"
    grep -qE '\[ +[1-9][0-9]* tests successful' "$folder/tests.log"
    ;;
  table)
    lay_out "$folder"
    python3 bench/table.py --device cuda:0 --python "$(command -v python3)" "$@"
    ;;
  *) usage ;;
esac
