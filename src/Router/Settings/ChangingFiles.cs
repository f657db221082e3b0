namespace Modelwright.Router.Settings;

/// <summary>
/// A value that is made of files, and made again when they change: a Secret's files are replaced while the program runs. What cannot be
/// used leaves the value as it was, and is tried again.
/// </summary>
public sealed class ChangingFiles<T>
    where T : class
{
    private const int MaxBytes = 1 << 20;
    private readonly string setting;
    private readonly string[] paths;
    private readonly Func<IReadOnlyList<string>, T> read;
    private readonly ILogger logger;
    private IReadOnlyList<string> texts;
    private volatile T current;
    private string? complaint;

    /// <summary>Reads the value for the first time.</summary>
    /// <param name="setting">The variable that names the files, for messages.</param>
    /// <param name="paths">The files.</param>
    /// <param name="read">Makes the value of the files' texts; throws a <see cref="FormatException"/> that says what is wrong.</param>
    /// <param name="logger">Told of changes, and once of each problem.</param>
    /// <exception cref="InvalidSettingException">The files cannot be read or used.</exception>
    public ChangingFiles(string setting, string[] paths, Func<IReadOnlyList<string>, T> read, ILogger logger)
    {
        (this.setting, this.paths, this.read, this.logger) = (setting, paths, read, logger);
        try
        {
            texts = Texts();
            current = read(texts);
        }
        catch (Exception e) when (IsProblem(e))
        {
            throw new InvalidSettingException($"{setting}: {e.Message}");
        }
    }

    /// <summary>The value in force.</summary>
    public T Current => current;

    /// <summary>Looks whether the files have changed.</summary>
    public void Look()
    {
        try
        {
            var now = Texts();
            if (!now.SequenceEqual(texts, StringComparer.Ordinal))
            {
                current = read(now);
                texts = now;
                logger.LogInformation("{Setting}: the changed file is in force", setting);
            }

            complaint = null;
        }
        catch (Exception e) when (IsProblem(e))
        {
            if (complaint == e.Message) return;
            complaint = e.Message;
            logger.LogWarning("{Setting}: what was read before stays in force: {Error}", setting, e.Message);
        }
    }

    private static bool IsProblem(Exception e) => e is IOException or UnauthorizedAccessException or FormatException;

    private List<string> Texts()
    {
        foreach (var path in paths)
            if (new FileInfo(path).Length > MaxBytes)
                throw new FormatException($"'{path}' is larger than {MaxBytes} bytes");
        return [.. paths.Select(File.ReadAllText)];
    }
}
