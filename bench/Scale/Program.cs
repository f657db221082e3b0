using Modelwright.Bench.Scale;

if (ScaleOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine("usage: [--models N] [--changes K] [--per-namespace M], each from 1 to 10000");
    return 2;
}

if (await new Measurement(options).RunAsync()) return 0;
Console.Error.WriteLine("an unchanged object cost requests");
return 1;
