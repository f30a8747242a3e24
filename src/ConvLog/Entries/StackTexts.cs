using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Entries;

/// <summary>
/// The stacks of exceptions as text. To write one takes longer than everything else in a call of the log, and programs throw from the same places again and
/// again: the text of a stack that is known is not written anew. What is given is a text, which does not change when the exception is thrown on.
/// </summary>
/// <remarks>
/// The runtime keeps the addresses of a stack in a field of the exception. That is no documented place, so it is used only where the runtime, of .NET 9 or
/// later, is seen to have it there: exceptions are thrown to look, once in a process. Elsewhere each stack is written.
/// </remarks>
internal static class StackTexts
{
    private const int Places = 64;
    private const int LongestKept = 32_768;

    // Size and thread; then for each frame its address, stack pointer, method and flags.
    private const int Header = 16;
    private const int Frame = 32;
    private static readonly Known?[] s_known = new Known?[Places];
    private static readonly Lazy<bool> s_canTell = new(static () => CanTell());
    private static readonly ConditionalWeakTable<Type, StrongBox<bool>> s_haveOwnStack = [];

    /// <summary>What <see cref="Exception.StackTrace"/> gives.</summary>
    public static string? Of(Exception exception)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported || !s_canTell.Value || HasOwnStack(exception) || FramesOf(exception) is not { Length: > 0 } frames)
        {
            return exception.StackTrace;
        }

        ref var place = ref s_known[HashOf(frames) % Places];
        if (Volatile.Read(ref place) is { } known && known.Is(frames))
        {
            return known.Text;
        }

        // The key is taken first: of an exception that is thrown on meanwhile, the text may be longer, and that is not kept.
        byte[] key = frames.ToArray();
        string? text = exception.StackTrace;
        if (text is { Length: > 0 and <= LongestKept } && FramesOf(exception).SequenceEqual(key))
        {
            Volatile.Write(ref place, new Known(key, text));
        }

        return text;
    }

    // Empty where it has none, or one that the addresses alone do not tell: from another process, or of methods that can be unloaded.
    private static ReadOnlySpan<byte> FramesOf(Exception exception)
    {
        if (RemoteStack(exception) is not null || StackString(exception) is not null || Stack(exception) is not sbyte[] stack || stack.Length < Header)
        {
            return default;
        }

        var bytes = MemoryMarshal.AsBytes(stack.AsSpan());
        int length = MemoryMarshal.Read<int>(bytes) * Frame;
        return length > 0 && length <= bytes.Length - Header ? bytes.Slice(Header, length) : default;
    }

    private static uint HashOf(ReadOnlySpan<byte> frames)
    {
        ulong hash = (ulong)frames.Length;
        for (int at = 0; at < frames.Length; at += Frame)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(frames[at..])) * 0x9E3779B97F4A7C15;
        }

        return (uint)(hash >> 32);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where code is trimmed, stacks are not known, and this is not called.")]
    private static bool HasOwnStack(Exception exception) => s_haveOwnStack.GetValue(exception.GetType(), static type => new StrongBox<bool>(
        type.GetMethod("get_StackTrace", BindingFlags.Instance | BindingFlags.Public, []) is not { } read || read.DeclaringType != typeof(Exception))).Value;

    private static bool CanTell()
    {
        if (Environment.Version.Major < 9 || !BitConverter.IsLittleEndian || IntPtr.Size != sizeof(long))
        {
            return false;
        }

        try
        {
            Exception[] thrown = [Thrown(2), Thrown(2), Thrown(3)];
            byte[][] frames = Array.ConvertAll(thrown, static e => FramesOf(e).ToArray());
            return Array.TrueForAll(thrown, static e => FramesOf(e).Length == new StackTrace(e, fNeedFileInfo: false).FrameCount * Frame)
                && new Known(frames[0], "").Is(frames[1]) && !new Known(frames[0], "").Is(frames[2]);
        }
        catch (Exception e) when (e is MissingFieldException or InvalidCastException or ArgumentException)
        {
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static InvalidOperationException Thrown(int depth)
    {
        try
        {
            Throw(depth);
            return new InvalidOperationException();
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int depth)
    {
        if (depth == 0)
        {
            throw new InvalidOperationException("ConvLog looks how the runtime keeps the stack of an exception. Nothing failed.");
        }

        Throw(depth - 1);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stackTrace")]
    private static extern ref object? Stack(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_remoteStackTraceString")]
    private static extern ref string? RemoteStack(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stackTraceString")]
    private static extern ref string? StackString(Exception exception);

    private sealed class Known(byte[] frames, string text)
    {
        public string Text => text;

        // Stack pointers differ from thread to thread, and what is behind the flags means nothing.
        public bool Is(ReadOnlySpan<byte> others)
        {
            if (others.Length != frames.Length)
            {
                return false;
            }

            for (int at = 0; at < frames.Length; at += Frame)
            {
                if (!others.Slice(at, 8).SequenceEqual(frames.AsSpan(at, 8)) || !others.Slice(at + 16, 12).SequenceEqual(frames.AsSpan(at + 16, 12)))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
