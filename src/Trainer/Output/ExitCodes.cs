namespace Modelwright.Trainer.Output;

/// <summary>How the process ends; numbers of sysexits.h and of the training container's contract.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A parameter or option is wrong.</summary>
    public const int WrongParameter = 64;

    /// <summary>The data cannot be trained on.</summary>
    public const int WrongData = 65;

    /// <summary>Reading or writing failed; trying again may help.</summary>
    public const int TryAgain = 75;

    /// <summary>The container's environment is not what a training container finds.</summary>
    public const int WrongEnvironment = 78;

    /// <summary>Stopped early on request; what was learned is written.</summary>
    public const int Stopped = 80;
}
