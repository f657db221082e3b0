using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Tests.Search.Benchmarks;

public sealed class TestFunctionTests
{
    // Published minimisers (Dixon and Szegö 1978; Rosenbrock 1960), and those of the two functions of our own.
    [Theory]
    [InlineData(0, "x=3.141592653589793 y=2.275")]
    [InlineData(1, "x0=0.20169 x1=0.150011 x2=0.476874 x3=0.275332 x4=0.311652 x5=0.6573")]
    [InlineData(2, "x0=1 x1=1 x2=1 x3=1")]
    [InlineData(3, "family=svm c=10 gamma=0.01")]
    [InlineData(4, "p0=d p1=c p2=b p3=a p4=f p5=e p6=d p7=c")]
    public void Minimum_is_where_it_is_said_to_be(int index, string point)
    {
        var function = TestFunction.All[index];
        var values = new Assignment(point.Split(' ').Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1])));
        function.Space.Check(values).ShouldBeEmpty();
        function.Evaluate(values).ShouldBe(function.Minimum, 1e-6);
    }
}
