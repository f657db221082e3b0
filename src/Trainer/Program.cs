using System.CommandLine;
using Modelwright.Trainer;
using Modelwright.Trainer.Output;
using Modelwright.Trainer.Processes;

ReproducibleArithmetic.Ensure();
var command = new RootCommand("Modelwright's reference trainer") { TrainCommand.Create() }.Parse(args);
var exitCode = command.Invoke();
return command.Errors.Count > 0 ? ExitCodes.WrongParameter : exitCode;
