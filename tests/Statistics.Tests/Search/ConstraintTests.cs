using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData(Comparison.LessOrEqual, true, true, false)]
    [InlineData(Comparison.Less, true, false, false)]
    [InlineData(Comparison.GreaterOrEqual, false, true, true)]
    [InlineData(Comparison.Greater, false, false, true)]
    public void Constraint_is_met_on_its_side(Comparison comparison, bool below, bool at, bool above)
    {
        var constraint = new Constraint("p99_ms", comparison, 20);
        (constraint.IsMet(19), constraint.IsMet(20), constraint.IsMet(21)).ShouldBe((below, at, above));
        constraint.IsMet(double.NaN).ShouldBeFalse();
        constraint.IsMet(null).ShouldBeFalse();
    }
}
