using System.Buffers;
using System.Text;
using ConvLog.Storage.Payloads;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// One prepared statement. The engine's own calls instead of ADO.NET's: a row of eight columns takes half the time to write, and none is boxed on reading
/// (docs/benchmarks.md). Belongs to its <see cref="Session"/> and is used by one thread at a time.
/// </summary>
/// <remarks>Parameters count from 1, columns from 0, as in SQLite. A parameter that is not bound anew keeps its value.</remarks>
internal sealed class Statement(Session session, sqlite3_stmt handle) : IRow, IDisposable
{
    // An empty span has no address, which SQLite takes for NULL.
    private const string EmptyText = "";

    /// <summary>Whether it was stepped to a row, and its rows were neither read to their end nor given up since.</summary>
    public bool HasRow { get; private set; }

    public Statement Bind(int parameter, long value)
    {
        Check(StatementCalls.Bind(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public Statement BindReal(int parameter, double value)
    {
        Check(raw.sqlite3_bind_double(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> utf8Text)
    {
        Check(utf8Text.IsEmpty ? raw.sqlite3_bind_text(handle, parameter, EmptyText) : StatementCalls.BindText(handle, parameter, utf8Text));
        return this;
    }

    public Statement Bind(int parameter, byte[]? utf8Text) => utf8Text is null ? BindNull(parameter) : Bind(parameter, utf8Text.AsSpan());

    public Statement Bind(int parameter, string? text)
    {
        if (text is null)
        {
            return BindNull(parameter);
        }

        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= 512)
        {
            Span<byte> utf8 = stackalloc byte[512];
            return Bind(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(most);
        Bind(parameter, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> blob)
    {
        Check(blob.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : StatementCalls.BindBlob(handle, parameter, blob));
        return this;
    }

    public Statement BindBlob(int parameter, byte[]? blob) => blob is null ? BindNull(parameter) : BindBlob(parameter, blob.AsSpan());

    public Statement Bind(int parameter, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BindBlob(parameter, bytes);
    }

    public Statement BindNull(int parameter)
    {
        Check(StatementCalls.BindNull(handle, parameter));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one. Without one the statement is reset, ready to be bound and stepped again.</returns>
    /// <exception cref="ConvLog.Storage.ConversationStoreException">SQLite failed; the statement is reset.</exception>
    public bool Step()
    {
        int code = StatementCalls.Step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return HasRow = true;
        }

        Reset();
        return code == raw.SQLITE_DONE ? false : throw session.Failure(code);
    }

    /// <summary>Does what needs no answer.</summary>
    public void Run()
    {
        if (Step())
        {
            Reset();
        }
    }

    /// <summary>Does something and says how many rows it changed.</summary>
    public int RunAndCount()
    {
        Run();
        return session.Changes;
    }

    /// <summary>The first column of the first row; null where there is no row, or it is null.</summary>
    public long? Scalar()
    {
        if (!Step())
        {
            return null;
        }

        long? value = OptionalInt64(0);
        Reset();
        return value;
    }

    /// <summary>The first column of all rows.</summary>
    public List<long> Numbers()
    {
        var numbers = new List<long>();
        while (Step())
        {
            numbers.Add(Int64(0));
        }

        return numbers;
    }

    /// <summary>Lets go of the rows that were not read. Without it the statement holds its read transaction open.</summary>
    public void Reset()
    {
        HasRow = false;
        StatementCalls.Reset(handle);
    }

    public bool IsNull(int column) => RowValues.IsNull(handle, column);

    public long Int64(int column) => RowValues.Int64(handle, column);

    public int Int32(int column) => unchecked((int)Int64(column)); // As the engine does.

    public double? OptionalDouble(int column) => IsNull(column) ? null : raw.sqlite3_column_double(handle, column);

    public long? OptionalInt64(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>The bytes of a text or blob, valid until the next step; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => RowValues.Bytes(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The time that stands in a column.</summary>
    public DateTimeOffset Time(int column) => TimeOf(Int64(column));

    /// <summary>The time of so many ticks; the earliest where there is no such time, as after a bit flipped.</summary>
    public static DateTimeOffset TimeOf(long ticks) => (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : default;

    /// <summary>An id; the empty one where it is none, as after a bit flipped in its length.</summary>
    public Guid Guid(int column) => Bytes(column) is { Length: 16 } bytes ? new(bytes, bigEndian: true) : default;

    public void Dispose() => handle.Dispose();

    // What is not bound keeps its last value, so a failure that goes unseen would write that of another record.
    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Reset();
            throw session.Failure(code);
        }
    }
}
