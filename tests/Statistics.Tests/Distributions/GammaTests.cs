using Modelwright.Statistics.Distributions;

namespace Modelwright.Statistics.Tests.Distributions;

/// <summary>Expected values: scipy 1.10.1 (special.gammaln, gammainc, gammaincc).</summary>
public sealed class GammaTests
{
    [Theory]
    [InlineData(0.1, 2.252712651734206)]
    [InlineData(0.5, 0.5723649429247)]
    [InlineData(3.7, 1.428072326665388)]
    [InlineData(15, 25.191221182738683)]
    [InlineData(25, 54.78472939811232)]
    [InlineData(1e6, 12815504.569147611)]
    public void Log_agrees(double x, double expected) => Gamma.Log(x).ShouldBe(expected, 1e-12 * Math.Max(1, expected));

    [Theory]
    [InlineData(0.5, 0.1, 0.34527915398142, 0.65472084601858)]
    [InlineData(0.5, 20, 0.99999999974604, 2.5396285894709e-10)]
    [InlineData(5, 3, 0.18473675547623, 0.81526324452377)]
    [InlineData(4.5, 15, 0.99956127822902, 0.00043872177097948)]
    [InlineData(100, 120, 0.97213626010948, 0.027863739890521)]
    [InlineData(10_000, 10_100, 0.84134875044718, 0.15865124955282)]
    [InlineData(500_000, 500_500, 0.76032319517448, 0.23967680482552)]
    public void Regularized_integrals_agree(double a, double x, double lower, double upper)
    {
        Gamma.LowerRegularized(a, x).ShouldBe(lower, 1e-8 * lower);
        Gamma.UpperRegularized(a, x).ShouldBe(upper, 1e-8 * upper);
    }
}
