using System.Text;
using CsCheck;
using Modelwright.Agent.Metrics;

namespace Modelwright.Agent.Tests.Metrics;

public sealed class LineSplitterTests
{
    [Fact]
    public void Add_any_pieces_give_the_lines_of_the_whole() =>
        Gen.Select(Gen.String[Gen.Char["ab\n"], 0, 60], Gen.Int[1, 7]).Sample((text, size) =>
        {
            const int max = 5;
            var (lines, left) = (new List<(string, long)>(), new List<long>());
            var splitter = new LineSplitter(max, (line, number) => lines.Add((Encoding.UTF8.GetString(line), number)), left.Add);
            foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(size)) splitter.Add(piece);
            splitter.Finish();

            var whole = text.Split('\n').Select((line, i) => (line, (long)i + 1)).ToList();
            if (whole[^1].line.Length == 0) whole.RemoveAt(whole.Count - 1);
            lines.ShouldBe(whole.Where(line => line.line.Length <= max));
            left.ShouldBe(whole.Where(line => line.line.Length > max).Select(line => line.Item2));
        });
}
