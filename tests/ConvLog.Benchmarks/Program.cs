using BenchmarkDotNet.Running;
using ConvLog.Benchmarks.Guard;

if (args is ["guard"])
{
    return SpeedGuard.Run();
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
