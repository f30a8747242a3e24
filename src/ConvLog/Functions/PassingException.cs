using System.Runtime.InteropServices;

namespace ConvLog.Functions;

/// <summary>
/// Determines whether an exception is leaving a <c>using</c> block: the runtime then has an exception record on the thread's stack that differs from the one
/// at the time the block was entered. The record holds the exception's HRESULT, not its type.
/// </summary>
/// <remarks>
/// The runtime provides the record for native debuggers (<see cref="Marshal.GetExceptionPointers"/>), in the Windows layout on every system. Native AOT has
/// no such record: no exception is ever detected there.
/// </remarks>
internal static class PassingException
{
    private const int ManagedCode = unchecked((int)0xE0434352);
    private const int AccessViolationCode = unchecked((int)0xC0000005);
    private const int DivideByZeroCode = unchecked((int)0xC0000094);
    private const int CanceledResult = unchecked((int)0x8013153B);

    // The code and the flags, then two addresses, then the number of parameters.
    private static readonly int s_count = (2 * sizeof(int)) + (2 * IntPtr.Size);
    private static readonly int s_result = s_count + IntPtr.Size;
    private static readonly bool s_isSupported = IsSupported();

    /// <summary>The record of the exception that is passing or being caught on this thread; zero if there is none.</summary>
    public static nint Current => s_isSupported ? Marshal.GetExceptionPointers() : 0;

    /// <summary>The exception that is passing now and was not passing before. An exception that has been caught does not count.</summary>
    /// <param name="before">The value of <see cref="Current"/> when the block was entered: inside a <c>catch</c> block, the caught exception.</param>
    /// <returns>Null if no exception is passing.</returns>
    public static Passing? Since(nint before)
    {
        nint current = Current;
        return current == 0 || current == before || CaughtException.Is(current) ? null : Read(Marshal.ReadIntPtr(current));
    }

    private static Passing Read(nint record)
        => Marshal.ReadInt32(record) switch
        {
            ManagedCode when Marshal.ReadInt32(record, s_count) > 0 => OfResult(Marshal.ReadInt32(record, ResultOffset)),
            AccessViolationCode => new(typeof(NullReferenceException).FullName, isCanceled: false),
            DivideByZeroCode => new(typeof(DivideByZeroException).FullName, isCanceled: false),
            _ => default,
        };

    // The lower half of a number as wide as a pointer.
    private static int ResultOffset => BitConverter.IsLittleEndian ? s_result : s_result + IntPtr.Size - sizeof(int);

    private static Passing OfResult(int result) => new(TypeOf(result), result == CanceledResult);

    // Types with an HRESULT of their own. Types whose HRESULT other exceptions copy from their cause, as HttpRequestException does from IOException,
    // are omitted.
    private static string? TypeOf(int result) => (uint)result switch
    {
        0x8013153B => typeof(OperationCanceledException).FullName,
        0x80131509 => typeof(InvalidOperationException).FullName,
        0x80131505 => typeof(TimeoutException).FullName,
        0x80070057 => typeof(ArgumentException).FullName,
        0x80131502 => typeof(ArgumentOutOfRangeException).FullName,
        0x80131537 => typeof(FormatException).FullName,
        0x80131516 => typeof(OverflowException).FullName,
        0x80020012 => typeof(DivideByZeroException).FullName,
        0x80131508 => typeof(IndexOutOfRangeException).FullName,
        0x80131577 => typeof(KeyNotFoundException).FullName,
        0x80004002 => typeof(InvalidCastException).FullName,
        0x80131622 => typeof(ObjectDisposedException).FullName,
        0x80131515 => typeof(NotSupportedException).FullName,
        0x80004001 => typeof(NotImplementedException).FullName,
        0x80070005 => typeof(UnauthorizedAccessException).FullName,
        _ => null,
    };

    private static bool IsSupported()
    {
        try
        {
            _ = Marshal.GetExceptionPointers();
            return true;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>An exception that is leaving a block.</summary>
/// <param name="type">The full name of the framework type that has its HRESULT: the exception has that type or derives from it. Null if many share it.</param>
/// <param name="isCanceled">Whether it is an <see cref="OperationCanceledException"/>.</param>
internal readonly struct Passing(string? type, bool isCanceled)
{
    /// <summary>Stored as the error text, because the exception's message is unavailable.</summary>
    public const string Error = "An exception passed.";

    public string? Type { get; } = type;

    public bool IsCanceled { get; } = isCanceled;
}
