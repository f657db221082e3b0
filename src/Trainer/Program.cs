using System.CommandLine;
using Modelwright.Trainer;
using Modelwright.Trainer.Processes;

// sysexits.h, which the training contract follows: 64 says that the command line is at fault.
const int usageError = 64;

ReproducibleArithmetic.Ensure();
var command = new RootCommand("Modelwright's reference trainer") { TrainCommand.Create() }.Parse(args);
var exitCode = command.Invoke();
return command.Errors.Count > 0 ? usageError : exitCode;
