using System.Globalization;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Storage.Durable;
using Modelwright.StoreWriter;

// Writes to the state folder given as argument, from several threads, until it is killed. Says "try" before each write and "ok" after it
// was acknowledged; each line ends in a full stop, so that a torn one shows.
const int Threads = 6;

var folder = args[0];
var seed = int.Parse(args[1], CultureInfo.InvariantCulture);
using var server = new ApiServer(
    StoreFolder.Open(folder, new StoreFolderOptions { JournalFileBytes = 16 << 10 }),
    new ApiServerOptions { Clock = TimeProvider.System, Random = new Random(seed), Rbac = false });
Say($"start {server.Revision}");
var threads = Enumerable.Range(0, Threads).Select(number => new Thread(new Writer(server, number, seed, Say).Run)).ToList();
threads.ForEach(thread => thread.Start());
threads.ForEach(thread => thread.Join());

static void Say(string line)
{
    lock (Console.Out)
    {
        Console.Out.Write(line + " .\n");
        Console.Out.Flush();
    }
}
