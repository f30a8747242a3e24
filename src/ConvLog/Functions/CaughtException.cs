using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Functions;

/// <summary>
/// Tells whether the exception on the thread's stack is being caught, and passes no longer. That matters where a method awaits a task that faults: the runtime
/// resumes the method inside the <c>catch</c> block that stored the exception in the task, so the record is there while the method handles the failure and
/// ends in good order.
/// </summary>
/// <remarks>
/// The runtime keeps the kind of the clause that it executes behind the pointers of <see cref="Marshal.GetExceptionPointers"/>. That is no documented place,
/// so it is used only where the runtime, of .NET 9 or later, is seen to have it there: an exception is thrown to look, once in a process, when the first one
/// passes an event. Elsewhere nothing is seen to be caught.
/// </remarks>
internal static class CaughtException
{
    private const int CatchClause = 2;
    private const int FinallyClause = 3;

    // Behind the two pointers and three addresses: the clause, its frame and its caller's.
    private static readonly int s_clause = 5 * IntPtr.Size;
    private static readonly Lazy<bool> s_isKnown = new(static () => Environment.Version.Major >= 9 && IsWhereExpected());

    /// <summary>Whether it is being caught.</summary>
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
