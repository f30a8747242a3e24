using System.Runtime.InteropServices;

namespace ConvLog.Functions;

/// <summary>
/// Tells whether a <c>using</c> block is left by an exception: while one passes, the runtime has a record of it on the thread's stack, and another one than
/// when the block was entered. The record holds the exception's HRESULT, not its type.
/// </summary>
/// <remarks>
/// The runtime offers the record to native debuggers (<see cref="Marshal.GetExceptionPointers"/>), with the layout of Windows on every system. Native AOT has
/// none: there nothing is ever seen to pass.
/// </remarks>
internal static class PassingException
{
    private const int ManagedCode = unchecked((int)0xE0434352);
    private const int AccessViolationCode = unchecked((int)0xC0000005);
    private const int DivideByZeroCode = unchecked((int)0xC0000094);
    private const int CanceledResult = unchecked((int)0x8013153B);

    // The code and the flags, then two addresses, then the number of what follows.
    private static readonly int s_count = (2 * sizeof(int)) + (2 * IntPtr.Size);
    private static readonly int s_result = s_count + IntPtr.Size;
    private static readonly bool s_canTell = CanTell();

    /// <summary>What passes on this thread, or is being caught; zero for nothing.</summary>
    public static nint Current => s_canTell ? Marshal.GetExceptionPointers() : 0;

    /// <summary>What passes now, and did not pass before. What is being caught does not pass.</summary>
    /// <param name="before"><see cref="Current"/> of when the block was entered: inside a <c>catch</c> block, what is being caught.</param>
    /// <returns>Null where nothing passes.</returns>
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

    // The lower half of a number as long as an address.
    private static int ResultOffset => BitConverter.IsLittleEndian ? s_result : s_result + IntPtr.Size - sizeof(int);

    private static Passing OfResult(int result) => new(TypeOf(result), result == CanceledResult);

    // Types with a number of their own. Left out are those whose number other exceptions take over from their cause, as HttpRequestException does from
    // IOException.
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

    private static bool CanTell()
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

/// <summary>An exception that passes.</summary>
/// <param name="type">The full name of the framework's type that has its HRESULT: the exception is of it or derives from it. Null where many share it.</param>
/// <param name="isCanceled">Whether it is an <see cref="OperationCanceledException"/>.</param>
internal readonly struct Passing(string? type, bool isCanceled)
{
    /// <summary>What is kept as the error's text: the message is out of reach.</summary>
    public const string Error = "An exception passed.";

    public string? Type { get; } = type;

    public bool IsCanceled { get; } = isCanceled;
}
