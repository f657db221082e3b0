using System.Text;
using Modelwright.Agent.Metrics;
using Modelwright.Agent.Outputs;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Metrics;

public sealed class FileTailTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _lines = [];
    private readonly Warnings _warnings = new();
    private readonly FileTail _tail;

    public FileTailTests()
    {
        var lines = new LineSplitter(100, (line, _) => _lines.Add(Encoding.UTF8.GetString(line)), _ => _warnings.Add("long"));
        _tail = new FileTail(new OutputFolder(_folder.Path), "log", lines, _warnings);
    }

    private string Log => _folder.File("log");

    [Fact]
    public void Poll_takes_whole_lines_as_they_come()
    {
        Poll();
        File.WriteAllText(Log, "one\ntw");
        Poll().ShouldBe(["one"]);
        File.AppendAllText(Log, "o\nthree");
        Poll().ShouldBe(["one", "two"]);
        Finish().ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public void Poll_replaced_file_is_read_to_its_end_and_then_the_new_one()
    {
        File.WriteAllText(Log, "one\n");
        Poll();
        File.AppendAllText(Log, "two\nthr");
        File.Move(Log, _folder.File("log.1"));
        File.WriteAllText(Log, "four\n");

        Poll().ShouldBe(["one", "two", "thr", "four"]);
    }

    [Fact]
    public void Poll_file_that_is_away_for_a_while_goes_on()
    {
        File.WriteAllText(Log, "one\n");
        Poll();
        File.Move(Log, _folder.File("log.1"));
        Poll();
        File.WriteAllText(Log, "two\n");

        Poll().ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Poll_shortened_file_is_read_anew()
    {
        File.WriteAllText(Log, "one\ntwo\nhal");
        Poll();
        using (var file = File.OpenWrite(Log)) file.SetLength(0);
        File.AppendAllText(Log, "three\n");

        Poll().ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public void Poll_takes_no_more_than_its_budget_at_once()
    {
        File.WriteAllText(Log, string.Concat(Enumerable.Repeat("0123456789abcde\n", 100_000)));

        Poll(64 * 1024).Count.ShouldBe(4096);
        Finish().Count.ShouldBe(100_000);
    }

    [Fact]
    public void Poll_link_is_not_followed()
    {
        File.WriteAllText(_folder.File("secret"), "secret\n");
        File.CreateSymbolicLink(Log, _folder.File("secret"));

        Poll().ShouldBeEmpty();
        Finish().ShouldBeEmpty();
        _warnings.All().ShouldHaveSingleItem().ShouldContain("symbolic link");
    }

    [Fact]
    public void Poll_pipe_put_in_the_files_place_blocks_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo");
        File.WriteAllText(Log, "one\n");
        Poll();
        File.Delete(Log);
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [Log])) mkfifo.WaitForExit();

        Poll().ShouldBe(["one"]);
        Finish().ShouldBe(["one"]);
    }

    public void Dispose()
    {
        _tail.Dispose();
        _folder.Dispose();
    }

    private List<string> Poll(long budget = 1 << 20)
    {
        _tail.Poll(budget, CancellationToken.None);
        return _lines;
    }

    private List<string> Finish()
    {
        _tail.Finish(CancellationToken.None);
        return _lines;
    }
}
