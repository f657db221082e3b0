namespace Modelwright.Cli.Demo.Progress;

/// <summary>How the demo tells a person what is happening.</summary>
public interface IDemoProgress
{
    /// <summary>A stage begins.</summary>
    void Begin(string stage, string promise);

    /// <summary>A line worth keeping.</summary>
    void Say(string text);

    /// <summary>What is being waited for right now; replaces the previous status and leaves nothing behind on a terminal.</summary>
    void Status(string text);

    /// <summary>Rows of a small table, the first one its header.</summary>
    void Table(IReadOnlyList<IReadOnlyList<string>> rows);

    /// <summary>The stage ended, with what it measured.</summary>
    void End(string stage, bool ok, IReadOnlyDictionary<string, double> figures);
}
