using System.Text.Json;
using Modelwright.Bench.Canary;

// How canary rules judge simulated rollouts: false rollbacks, detection, and verdicts, looking every minute.
if (args is not ([] or ["--quick"]))
{
    Console.Error.WriteLine("usage: Canary.Bench [--quick]");
    return 2;
}
var rollouts = args is ["--quick"] ? 500 : 10_000;
var rollbacks = new RollbackTable(rollouts);
rollbacks.Print();
var verdicts = new VerdictTable(rollouts);
verdicts.Print();
var distances = new DistanceTable(Math.Min(rollouts, 1_000));
distances.Print();
Console.WriteLine("RESULT " + JsonSerializer.Serialize(new
{
    rollouts,
    alpha = Cells.Alpha,
    worstFalseRollback = rollbacks.WorstFalseRollback,
    falseRollbackOfOthers = rollbacks.FalseRollbackOfOthers,
    worstFalseHarm = verdicts.WorstFalseHarm,
    worstFalseNonInferiority = verdicts.WorstFalseNonInferiority,
    worstFalseDistance = distances.WorstFalseVerdict,
    detected = rollbacks.Detected,
}));
return 0;
