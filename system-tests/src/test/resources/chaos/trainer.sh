# A trainer that trains nothing: a job in, events out, checkpoints between. It is as unreliable as real ones are.
# $work and $resume as an agent gives them, $worker is its name. $trained collects every epoch that was trained, for the
# count of those lost; $failures is a folder with a file for each trial, and in it a line for each time that the script let
# it fail: the error that is to come of it.
IFS= read -r job || exit 3
epochs=4
done=0
if [ -s "$resume" ]; then read -r done _ < "$resume"; fi
echo "{\"event\":\"started\",\"parameters\":1,\"fraction\":0.$((done * 25))}"
# What happens to a trial follows from the suite's seed and its job, in which its own seed is: no two are alike. It fails
# at most twice, which no trial may end by.
read -r trial _ < <(cksum <<< "$job")
touch "$failures/$trial"
mapfile -t failed < "$failures/$trial"
read -r drawn _ < <(cksum <<< "$seed ${#failed[@]} $job")
RANDOM=$((drawn % 32768))
fate=none
if [ ${#failed[@]} -lt 2 ]; then
  case $((drawn % 100)) in
    0 | 1) fate=TRAINER_CRASHED ;;
    2 | 3) fate=TRAINER_GARBLED ;;
    4) fate=TRAINER_SILENT ;;
  esac
fi
for ((epoch = done + 1; epoch <= epochs; epoch++)); do
  if [ $epoch -eq 3 ] && [ $fate != none ]; then
    echo $fate >> "$failures/$trial"
    case $fate in
      TRAINER_CRASHED) kill -SEGV $$ ;;
      TRAINER_GARBLED) while true; do echo "this is no event"; done ;;
      # Hung, and deaf; but it ends with its agent.
      TRAINER_SILENT) trap '' TERM; while kill -0 $PPID 2> /dev/null; do sleep 1; done; exit 3 ;;
    esac
  fi
  # One epoch of training, in which somebody may ask to stop. When standard input ends, the agent is gone.
  IFS= read -r -t 0.$((RANDOM % 4 + 2)) command
  status=$?
  if [ $status -eq 0 ]; then echo '{"event":"stopped"}'; exit 0; fi
  if [ $status -le 128 ]; then exit 3; fi
  echo "$epoch" >> "$trained"
  split="{\"loss\":1.0,\"top1\":0.$((epoch * 2)),\"top5\":1.0}"
  echo "{\"event\":\"epoch\",\"metrics\":{\"epoch\":$epoch,\"learningRate\":0.1,\"trainingLoss\":1.0,\"validation\":$split,\"seconds\":0.3,\"imagesPerSecond\":100.0}}"
  if [ $epoch -lt $epochs ]; then
    file=$work/checkpoint-$epoch
    printf '%s of %s\n%020000d' $epoch $epochs 0 > "$file"
    read -r sha256 _ < <(sha256sum "$file")
    echo "{\"event\":\"checkpoint\",\"file\":\"$file\",\"sha256\":\"$sha256\",\"size\":20007,\"epochs\":$epoch,\"fraction\":0.$((epoch * 25))}"
  fi
done
echo "{\"event\":\"done\",\"result\":{\"diverged\":false,\"epochs\":$epochs,\"validation\":$split,\"test\":$split,\"imagesPerSecond\":100.0,\"peakMemory\":1000,\"seconds\":1.2,\"provenance\":{\"engine\":\"a script\",\"worker\":\"$worker\"}}}"
