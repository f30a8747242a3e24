using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ConvLog.Entries;

/// <summary>
/// An exception as its <c>ToString</c> writes it, but without recursion and with limits, because an exception can contain thousands of others, for example
/// one that a loop wraps repeatedly, or all failures of a batch. Throws only if out of memory.
/// </summary>
internal static class ExceptionText
{
    private const int MostInner = 100;
    private const int FewInner = 10; // This many are written whole, or by the type's own ToString.
    private const string Inner = " ---> ";
    private const string More = "… [more inner exceptions]";
    private const string EndOfInner = "   --- End of inner exception stack trace ---";
    private static readonly long s_longest = Stopwatch.Frequency / 1000;
    private static readonly ConditionalWeakTable<Type, StrongBox<bool>> s_overridesToString = [];

    /// <summary>The text, with ten of the contained exceptions, and up to 100 as far as they can be written within one millisecond.</summary>
    public static string Of(Exception exception)
    {
        if (OverridesToString(exception) && HasFewInner(exception))
        {
            return Read(static e => e.ToString(), exception) ?? "";
        }

        if (exception is { InnerException: null } and not AggregateException)
        {
            string head = HeadOf(exception);
            return StackOf(exception) is { Length: > 0 } stack ? string.Concat(head, Environment.NewLine, stack) : head;
        }

        return new Walk().Of(exception);
    }

    /// <summary>The message, even if the exception's class throws.</summary>
    public static string MessageOf(Exception exception) => exception is AggregateException all && !HasFewAggregates(all)
        // The message of an aggregate repeats those of all inner exceptions, by recursion.
        ? string.Create(CultureInfo.InvariantCulture, $"One or more errors occurred. ({all.InnerExceptions.Count} inner exceptions)")
        : Read(static e => e.Message, exception) ?? "";

    private static string HeadOf(Exception exception)
    {
        string type = exception.GetType().ToString();
        return MessageOf(exception) is { Length: > 0 } message ? string.Concat(type, ": ", message) : type;
    }

    private static string? StackOf(Exception exception) => Read(static e => e.StackTrace, exception);

    // Whether its class has its own ToString, which may contain more. That of AggregateException is implemented here.
    private static bool OverridesToString(Exception exception)
        => s_overridesToString.GetValue(exception.GetType(), _ => new StrongBox<bool>(HasOwnToString(exception))).Value;

    // In native AOT programs, where reflection would add 290 KB, each is written by its ToString as long as they are few.
    private static bool HasOwnToString(Exception exception)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return true;
        }

        var declaring = ((Func<string>)exception.ToString).Method.DeclaringType;
        return declaring != typeof(Exception) && declaring != typeof(AggregateException);
    }

    private static bool HasFewInner(Exception exception)
    {
        int inner = 0;
        for (var e = exception; e is not null && inner <= FewInner; e = e.InnerException)
        {
            inner += e is AggregateException all ? Math.Max(1, all.InnerExceptions.Count > 1 ? FewInner : 1) : 1;
        }

        return inner <= FewInner;
    }

    private static bool HasFewAggregates(AggregateException exception)
    {
        var left = new Stack<ReadOnlyCollection<Exception>>();
        left.Push(exception.InnerExceptions);
        int count = 0;
        while (left.TryPop(out var inner))
        {
            count += inner.Count;
            if (count > MostInner)
            {
                return false;
            }

            foreach (var e in inner)
            {
                if (e is AggregateException all)
                {
                    left.Push(all.InnerExceptions);
                }
            }
        }

        return true;
    }

    // Message, StackTrace and ToString are virtual and may throw in a custom exception.
    private static string? Read(Func<Exception, string?> read, Exception exception)
    {
        try
        {
            return read(exception);
        }
        catch (Exception e) when (e is not OutOfMemoryException and not InsufficientExecutionStackException)
        {
            return $"[unreadable: {e.GetType().Name}]";
        }
    }

    private sealed class Walk
    {
        private readonly StringBuilder _text = new();
        private readonly Stack<object> _left = new(); // Exceptions, texts, and exceptions of which only the stack remains.
        private readonly long _started = Stopwatch.GetTimestamp();
        private Exception? _outermost;
        private int _count;
        private int _stacks;
        private bool _isCut;

        private bool IsOver => Stopwatch.GetTimestamp() - _started > s_longest;

        public string Of(Exception exception)
        {
            _outermost = exception;
            _left.Push(exception);
            while (_left.TryPop(out object? next))
            {
                if (next is Exception e)
                {
                    Write(e);
                }
                else if (next is StrongBox<Exception> thrown)
                {
                    WriteStack(thrown.Value!);
                }
                else
                {
                    _text.Append((string)next);
                }
            }

            return (_isCut ? _text.AppendLine().Append("… [not all stacks were read within 1 ms]") : _text).ToString();
        }

        private void Write(Exception exception)
        {
            if (_count++ > MostInner || (_count > FewInner && IsOver))
            {
                _text.Append(More);
                return;
            }

            if (OverridesToString(exception) && HasFewInner(exception))
            {
                _text.Append(Read(static e => e.ToString(), exception));
                return;
            }

            _text.Append(HeadOf(exception));
            var others = exception is AggregateException { InnerExceptions: var all } ? all : ReadOnlyCollection<Exception>.Empty;
            for (int i = Math.Min(others.Count, MostInner + 1) - 1; i > 0; i--)
            {
                _left.Push("<---" + Environment.NewLine);
                _left.Push(others[i]);
                _left.Push(string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{Inner}(Inner Exception #{i}) "));
            }

            _left.Push(new StrongBox<Exception>(exception));
            if (exception.InnerException is { } inner)
            {
                _left.Push(Environment.NewLine + EndOfInner);
                _left.Push(inner);
                _left.Push(Environment.NewLine + Inner);
            }
        }

        private void WriteStack(Exception exception)
        {
            bool isDue = _stacks++ < FewInner || ReferenceEquals(exception, _outermost) || !IsOver;
            _isCut |= !isDue;
            if (isDue && StackOf(exception) is { Length: > 0 } stack)
            {
                _text.AppendLine().Append(stack);
            }
        }
    }
}
