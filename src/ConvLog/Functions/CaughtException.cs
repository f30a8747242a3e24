using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Functions;

/// <summary>
/// Determines whether the exception on the thread's stack has already been caught. When a method awaits a faulted task, the runtime resumes the method inside
/// the <c>catch</c> block that stored the exception in the task, so the exception record is still there while the method handles the failure and ends
/// normally.
/// </summary>
/// <remarks>
/// The runtime keeps the kind of the executing clause behind the pointers of <see cref="Marshal.GetExceptionPointers"/>. That location is undocumented, so it
/// is used only on .NET 9 or later, and only if a test exception shows it to be there. The test runs once per process, when the first exception passes an
/// event. Elsewhere no exception is recognized as caught.
/// </remarks>
internal static class CaughtException
{
    private const int CatchClause = 2;
    private const int FinallyClause = 3;

    // Behind the two pointers and three addresses: the clause, its frame and its caller's frame.
    private static readonly int s_clause = 5 * IntPtr.Size;
    private static readonly Lazy<bool> s_isKnown = new(static () => Environment.Version.Major >= 9 && IsWhereExpected());

    /// <summary>Whether the exception has been caught.</summary>
    /// <param name="pointers">The exception's pointers, not zero.</param>
    public static bool Is(nint pointers) => s_isKnown.Value && Marshal.ReadInt32(pointers, s_clause) == CatchClause;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsWhereExpected()
    {
        int passing = 0;
        try
        {
            try
            {
                throw new InvalidOperationException("ConvLog looks how the runtime reports an exception that is caught. Nothing failed.");
            }
            finally
            {
                passing = Clause();
            }
        }
        catch (InvalidOperationException)
        {
            return passing == FinallyClause && Clause() == CatchClause;
        }
    }

    private static int Clause() => PassingException.Current is var pointers && pointers == 0 ? 0 : Marshal.ReadInt32(pointers, s_clause);
}
