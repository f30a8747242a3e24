using BenchmarkDotNet.Running;
using ConvLog.Benchmarks.Guard;
using ConvLog.Benchmarks.Memory;

switch (args)
{
    case ["guard"]: return SpeedGuard.Run();
    case ["memory"]: return OpenConversations.Run();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
