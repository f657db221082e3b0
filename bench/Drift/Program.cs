using System.Text.Json;
using Modelwright.Bench.Drift;

// What drift rules do in simulated windows: false alarms and detection, by sample size and over years.
if (args is not ([] or ["--quick"]))
{
    Console.Error.WriteLine("usage: Drift.Bench [--quick]");
    return 2;
}
var quick = args is ["--quick"];
var windows = new WindowTable(quick ? 200 : 2_000);
windows.Print();
Console.WriteLine();
var years = new YearTable(days: quick ? 365 : 3_652, repeats: quick ? 20 : 200);
years.Print();
var worst = new { worstFalseWindow = windows.WorstFalse, worstFalseAlarmsPerYear = years.WorstFalse };
Console.WriteLine("RESULT " + JsonSerializer.Serialize(worst));
return 0;
