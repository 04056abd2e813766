# A trainer that trains nothing: a job in, events out, checkpoints between. It is as unreliable as real ones are.
# $work and $resume as an agent gives them; $trained collects every epoch that was trained, for the count of those lost.
IFS= read -r job || exit 3
epochs=4
done=0
if [ -s "$resume" ]; then read -r done _ < "$resume"; fi
echo "{\"event\":\"started\",\"parameters\":1,\"fraction\":0.$((done * 25))}"
fate=$((RANDOM % 100))
for ((epoch = done + 1; epoch <= epochs; epoch++)); do
  if [ $epoch -eq 3 ]; then
    case $fate in
      0 | 1) kill -SEGV $$ ;;
      2) while true; do echo "this is no event"; done ;;
      3) trap '' TERM; exec sleep 1000 ;;
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
    { echo "$epoch of $epochs"; head -c 20000 /dev/zero; } > "$file"
    echo "{\"event\":\"checkpoint\",\"file\":\"$file\",\"sha256\":\"$(sha256sum "$file" | cut -c 1-64)\",\"size\":$(stat -c %s "$file"),\"epochs\":$epoch,\"fraction\":0.$((epoch * 25))}"
  fi
done
echo "{\"event\":\"done\",\"result\":{\"diverged\":false,\"epochs\":$epochs,\"validation\":$split,\"test\":$split,\"imagesPerSecond\":100.0,\"peakMemory\":1000,\"seconds\":1.2,\"provenance\":{\"engine\":\"a script\"}}}"
