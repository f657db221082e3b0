using System.Globalization;
using CsCheck;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.RetrainPolicies.Guards;

namespace Modelwright.Operator.Tests.RetrainPolicies;

/// <summary>
/// 200 policies over one virtual year each: schedules, drift that comes and goes, data that changes and breaks, runs that fail, candidates
/// that are rejected and taken back, people who ask and edit, an operator that dies. Whatever happens, the guards hold.
/// </summary>
public sealed class RetrainYearTests
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Guards_hold_over_200_years_of_everything() =>
        Gen.Int[0, int.MaxValue].Sample(seed => new Year(seed).Live(), iter: 200);

    private sealed class Year
    {
        private readonly ulong[] state = new ulong[1];
        private readonly RetrainSketch sketch;
        private readonly List<DateTimeOffset> starts = [];
        private DateTimeOffset? ended;
        private DateTimeOffset due;
        private DateTimeOffset? edited;

        public Year(int seed)
        {
            state[0] = (ulong)seed + 0x9E3779B97F4A7C15;
            sketch = new(RetrainSketch.Spec with
            {
                Triggers =
                [
                    new()
                    {
                        Name = "cron",
                        Schedule = new() { Cron = Pick("0 3 * * 1", "0 */6 * * *", "30 2 * * *"), TimeZone = "Europe/Rome" },
                    },
                    new() { Name = "drift", Drift = new() { Lasting = new(Pick("0s", "6h")) } },
                    new() { Name = "data", DataChange = new() { Dataset = "sales" } },
                ],
                Guards = new()
                {
                    Cooldown = new(Pick("0s", "6h", "48h")),
                    Budget = new() { Runs = 1 + Below(5), Per = new(Pick("168h", "720h")) },
                    Blackouts =
                    [
                        new() { Name = "office", Cron = "0 8 * * 1-5", Duration = new("10h"), TimeZone = "Europe/Rome" },
                        new() { Name = "sale", Start = "2026-11-27T00:00", End = "2026-12-01T00:00", TimeZone = "Europe/Rome" },
                    ],
                    Concurrency = (ConcurrencyPolicy)Below(3),
                    Backoff = new() { Initial = new("1h"), Max = new("24h") },
                },
            }, NewYear);
        }

        public void Live()
        {
            sketch.Datasets["sales"] = new("sha256:0");
            while (sketch.Now < NewYear.AddYears(1))
            {
                Happen();
                var before = sketch.Runs.Keys.ToHashSet();
                sketch.Look(Below(8) == 0 ? Below(3) : null);
                sketch.Settle();
                foreach (var run in sketch.Runs.Keys.Where(run => !before.Contains(run))) Started();
                Step();
                var wake = sketch.Wake ?? TimeSpan.FromHours(12);
                var other = TimeSpan.FromMinutes(1 + Below(2880));
                sketch.Now += wake < other && Below(2) == 0 ? wake : other;
            }

            starts.Count.ShouldBeGreaterThan(0);
            sketch.Status.Decisions!.Count.ShouldBeLessThanOrEqualTo(RetrainLimits.MaxDecisions);
            sketch.Status.Starts!.Count.ShouldBeLessThanOrEqualTo(RetrainLimits.MaxStarts);
            sketch.Made.Distinct().Count().ShouldBe(sketch.Made.Count);
        }

        private void Started()
        {
            var (now, guards) = (sketch.Now, sketch.Policy.Spec.Guards!);
            sketch.BadData.ShouldBeNull();
            BlackoutPolicy.At(sketch.Policy.Spec, BlackoutScope.Training, now).ShouldBeNull();
            starts.Count(start => start > now - guards.Budget!.Per.ToTimeSpan()).ShouldBeLessThan(guards.Budget!.Runs);
            if (ended is { } end) (now - end).ShouldBeGreaterThanOrEqualTo(guards.Cooldown!.Value.ToTimeSpan());
            sketch.Runs.Values.Count(run => run.Status?.Conditions is not [{ Status: not "Unknown" }]).ShouldBe(1);
            starts.Add(now);
            due = now.AddHours(1 + Below(10));
        }

        /// <summary>Runs end and Promotions come to something.</summary>
        private void Step()
        {
            if (sketch.Status.Cycle is not { } cycle || sketch.Now < due) return;
            if (cycle.Phase == CyclePhase.Training)
            {
                ended = Times.Whole(sketch.Now);
                if (sketch.Run.Spec.Cancel == true) sketch.End(cycle.Run, false, TrainingRunReasons.Cancelled, status => status);
                else if (Below(4) == 0) sketch.Fail(retriable: Below(2) == 0);
                else sketch.Register("0.9");
                due = sketch.Now.AddHours(Below(48));
            }
            else if (cycle.Phase == CyclePhase.Promoting)
            {
                var reason = Pick(PromotionReasons.Promoted, PromotionReasons.Promoted, PromotionReasons.TakenBack,
                    PromotionReasons.Expired, PromotionReasons.Superseded);
                sketch.Conclude(reason == PromotionReasons.Promoted ? "True" : "False", reason);
            }
        }

        private void Happen()
        {
            switch (Below(12))
            {
                case 0:
                    sketch.BadData = sketch.BadData is null ? "a feed is broken" : null;
                    break;
                case 1:
                    sketch.Drift = sketch.Drift?.State == TriggerState.Firing ? new(TriggerState.Idle, sketch.Now, "no drift")
                        : new(TriggerState.Firing, sketch.Now, "drift");
                    break;
                case 2:
                    sketch.Datasets["sales"] = new($"sha256:{Below(1000)}");
                    break;
                case 3:
                    sketch.Policy.Metadata.Annotations = new Dictionary<string, string>
                    {
                        ["modelwright.io/retrain"] = Below(1000).ToString(CultureInfo.InvariantCulture),
                    };
                    break;
                case 4 when edited is null || edited < sketch.Now.AddDays(-30):
                    edited = sketch.Now;
                    sketch.Change(spec => spec with { Guards = spec.Guards! with { Concurrency = (ConcurrencyPolicy)Below(3) } });
                    break;
                case 5:
                    sketch.Change(spec => spec with { Suspend = spec.Suspend == true ? null : true });
                    break;
            }
        }

        private string Pick(params string[] options) => options[Below(options.Length)];

        /// <summary>SplitMix64: the year is a function of its seed.</summary>
        private int Below(int limit)
        {
            var mixed = state[0] += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
        }
    }
}
