using CsCheck;
using k8s.Models;
using Modelwright.Runtime.Conditions;
using Modelwright.Runtime.Tests.Planning;

namespace Modelwright.Runtime.Tests.Conditions;

public sealed class ConditionSetTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, 500, TimeSpan.Zero);

    [Fact]
    public void Transition_time_moves_only_with_the_status_and_is_whole_seconds()
    {
        var first = new ConditionSet(null, 1, Start).Set("Ready", false, "Starting").ToList();
        first[0].LastTransitionTime.ShouldBe(Start.UtcDateTime.AddMilliseconds(-500));
        var second = new ConditionSet(first, 2, Start.AddMinutes(1)).Set("Ready", false, "StillStarting", "wait").ToList();
        second[0].LastTransitionTime.ShouldBe(first[0].LastTransitionTime);
        second[0].Reason.ShouldBe("StillStarting");
        second[0].ObservedGeneration.ShouldBe(2);
        var third = new ConditionSet(second, 2, Start.AddMinutes(2)).Set("Ready", true, "Started").ToList();
        third[0].LastTransitionTime.ShouldBe(Start.UtcDateTime.AddMinutes(2).AddMilliseconds(-500));
    }

    [Fact]
    public void Order_is_by_type_whatever_the_order_of_setting() =>
        Gen.Shuffle(new[] { "Available", "Progressing", "Ready", "RouteReady" }).Sample(order =>
        {
            var set = new ConditionSet(null, 1, Start);
            foreach (var type in order) set.Set(type, true, "Fine");
            set.ToList().Select(condition => condition.Type).ShouldBe(["Available", "Progressing", "Ready", "RouteReady"]);
        });

    [Fact]
    public void The_same_state_set_again_later_changes_nothing() =>
        Gen.Select(JsonGen.OneOf("A", "B", "C"), JsonGen.OneOf<bool?>(true, false, null), JsonGen.OneOf("X", "Y"))
            .List[1, 6].Sample(settings =>
        {
            var first = Build(null, Start);
            var second = Build(first, Start.AddHours(1));
            // The last setting of a type wins, so transitions within one build do not count.
            second.Select(Untimed).ShouldBe(first.Select(Untimed));

            static V1Condition Untimed(V1Condition condition) => condition with { LastTransitionTime = default };

            IReadOnlyList<V1Condition> Build(IReadOnlyList<V1Condition>? last, DateTimeOffset now)
            {
                var set = new ConditionSet(last, 1, now);
                foreach (var (type, status, reason) in settings) set.Set(type, status, reason);
                return set.ToList();
            }
        });

    [Theory]
    [InlineData("True", "True", "True", "AllGood")]
    [InlineData("True", "False", "False", "ReasonB")]
    [InlineData("Unknown", "False", "False", "ReasonB")]
    [InlineData("Unknown", "True", "Unknown", "ReasonA")]
    [InlineData("True", null, "Unknown", "Unknown")]
    public void Summarize_takes_the_worst(string a, string? b, string expected, string reason)
    {
        var set = new ConditionSet(null, 1, Start).Set("A", Parse(a), "ReasonA");
        if (b is not null) set.Set("B", Parse(b), "ReasonB");
        var ready = set.Summarize("Ready", "AllGood", "fine", "A", "B")["Ready"]!;
        (ready.Status, ready.Reason).ShouldBe((expected, reason));
    }

    [Fact]
    public void Transitions_lists_what_changed()
    {
        var last = new ConditionSet(null, 1, Start).Set("A", true, "X").Set("B", true, "X").ToList();
        var set = new ConditionSet(last, 1, Start).Set("A", false, "Y").Set("B", true, "Z").Set("C", null, "New");
        set.Transitions(last).Select(condition => condition.Type).ShouldBe(["A", "C"]);
    }

    [Fact]
    public void An_empty_reason_is_refused() => Should.Throw<ArgumentException>(() => new ConditionSet(null, 1, Start).Set("A", true, ""));

    private static bool? Parse(string status) => status switch { "True" => true, "False" => false, _ => null };
}
