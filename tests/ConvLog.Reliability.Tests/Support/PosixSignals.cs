using System.Runtime.InteropServices;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>Signals on Linux: their numbers, and that of the error that says whom they did not reach.</summary>
internal static partial class PosixSignals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;
    public const int NoSuchProcess = 3;

    /// <summary>Sends a process a signal. One that is gone already is left alone.</summary>
    public static void Send(int process, int signal)
    {
        if (SendSignal(process, signal) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
        {
            throw new InvalidOperationException($"The child cannot be sent signal {signal}: errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
