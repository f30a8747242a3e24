using System.Runtime.InteropServices;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>Linux signal numbers, and the error number for a missing process.</summary>
internal static partial class PosixSignals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;
    public const int NoSuchProcess = 3;

    /// <summary>Sends a signal to a process. A process that has ended is ignored.</summary>
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
