namespace ConvLog.Reliability.Tests.Support;

/// <summary>The numbers of signals on Linux, and of the error that says whom they did not reach.</summary>
internal static class PosixSignals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;
    public const int NoSuchProcess = 3;
}
