using CsCheck;
using Modelwright.ModelServer.Feedback;

namespace Modelwright.ModelServer.Tests.Feedback;

public sealed class ScoreBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_labels_over_replicas_in_any_order_add_up_to_one_replica() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 100_000]).Array[1, 80].Sample(labels =>
        {
            var one = new ScoreBoard();
            ScoreBoard[] many = [new(), new(), new()];
            for (var i = 0; i < labels.Length; i++)
            {
                var (predicted, actual, replica, delay) = labels[i];
                var token = new PredictionToken((ulong)i, Now.AddSeconds(-delay), $"r{predicted % 2}") { Categories = [$"{predicted}"] };
                one.Add(token, [new Label($"{actual}", null)], Now).ShouldBe(1);
                many[replica].Add(token, [new Label($"{actual}", null)], Now).ShouldBe(1);
            }

            Table([.. many]).ShouldBe(Table(one));
        });

    [Fact]
    public void Add_sums_of_errors_over_replicas_agree_with_one_replica() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[-1e6, 1e6], Gen.Int[0, 2]).Array[1, 80].Sample(labels =>
        {
            var one = new ScoreBoard();
            ScoreBoard[] many = [new(), new(), new()];
            for (var i = 0; i < labels.Length; i++)
            {
                var token = new PredictionToken((ulong)i, Now, "r") { Numbers = [labels[i].Item1] };
                one.Add(token, [new Label("", labels[i].Item2)], Now);
                many[labels[i].Item3].Add(token, [new Label("", labels[i].Item2)], Now);
            }

            Sum(many, score => score.AbsoluteError).ShouldBe(labels.Sum(label => Math.Abs(label.Item1 - label.Item2)), 1e-3);
            Sum(many, score => score.SquaredError).ShouldBe(Sum([one], score => score.SquaredError), 1e-12 * 80 * 4e12);
            Sum(many, score => score.Error).ShouldBe(Sum([one], score => score.Error), 1e-3);
            Sum(many, score => score.Rows).ShouldBe(labels.Length);
        });

    [Fact]
    public void Add_a_label_that_comes_again_counts_once()
    {
        var board = new ScoreBoard();
        var token = new PredictionToken(5, Now, "r") { Categories = ["a", "b", "c"] };
        board.Add(token, [new Label("a", null), null, null], Now).ShouldBe(1);
        board.Add(token, [new Label("a", null), new Label("a", null), null], Now).ShouldBe(1);
        board.Add(token, [new Label("a", null), new Label("a", null), null], Now).ShouldBe(0);
        board.Duplicates.ShouldBe(3);
        board.Read(scores => (scores.Single().Rows, scores.Single().Correct).ShouldBe((2, 1)));
    }

    [Fact]
    public void Add_any_number_of_categories_and_revisions_stays_bounded()
    {
        var board = new ScoreBoard();
        for (var i = 0; i < 3_000; i++)
            board.Add(new PredictionToken((ulong)i, Now, $"r{i % 50}") { Categories = [$"c{i}"] }, [new Label($"c{i}", null)], Now);
        board.Add(new PredictionToken(9_999, Now, "r0") { Categories = [new string('x', 65)] }, [new Label("y", null)], Now);
        board.Read(scores =>
        {
            scores.Count.ShouldBe(ScoreBoard.MaxRevisions + 1);
            scores.ShouldAllBe(score => score.Confusion.Count <= RevisionScores.MaxPairs);
            scores.Sum(score => score.Rows).ShouldBe(3_001);
            scores.Sum(score => score.Correct).ShouldBe(3_000);
            scores.Single(score => score.Revision == "").OtherCorrect.ShouldBe(56);
            scores.Single(score => score.Revision == "r0").OtherWrong.ShouldBe(1);
        });
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(60, 0)]
    [InlineData(61, 1)]
    [InlineData(7_776_000, 9)]
    [InlineData(7_776_001, 10)]
    public void Add_delays_fall_into_fixed_bins(int seconds, int bin)
    {
        var board = new ScoreBoard();
        board.Add(new PredictionToken(5, Now.AddSeconds(-seconds), "r") { Numbers = [1] }, [new Label("", 1)], Now);
        board.Read(scores => scores.Single().Delays.Select((rows, i) => rows * i).Sum().ShouldBe(bin));
    }

    [Fact]
    public void Add_errors_beyond_what_json_has_stay_numbers()
    {
        var board = new ScoreBoard();
        board.Add(new PredictionToken(5, Now, "r") { Numbers = [double.MaxValue] }, [new Label("", -double.MaxValue)], Now);
        board.Read(scores => double.IsFinite(scores.Single().SquaredError + scores.Single().Error).ShouldBeFalse());
        board.Read(scores => double.IsFinite(scores.Single().SquaredError).ShouldBeTrue());
    }

    private static double Sum(ScoreBoard[] boards, Func<RevisionScores, double> figure)
    {
        var sum = 0.0;
        foreach (var board in boards) board.Read(scores => sum += scores.Sum(figure));
        return sum;
    }

    private static string Table(params ScoreBoard[] boards)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var board in boards)
            board.Read(scores =>
            {
                foreach (var score in scores)
                {
                    foreach (var (pair, count) in score.Confusion)
                        Add($"{score.Revision} {pair.Predicted} {pair.Actual}", count);
                    for (var i = 0; i < score.Delays.Count; i++) Add($"{score.Revision} delay {i}", score.Delays[i]);
                    Add($"{score.Revision} correct", score.Correct);
                }
            });
        return string.Join('\n', rows.Where(row => row.Value > 0));

        void Add(string name, long count) => rows[name] = rows.GetValueOrDefault(name) + count;
    }
}
