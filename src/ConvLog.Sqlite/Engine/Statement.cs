using System.Buffers;
using System.Text;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// One prepared statement. Calls the engine directly instead of through ADO.NET: a row of eight columns takes half the time to write, and no value is boxed on
/// reading (docs/benchmarks.md). Belongs to its <see cref="Session"/> and is used by one thread at a time.
/// </summary>
/// <remarks>Parameters count from 1, columns from 0, as in SQLite. A parameter keeps its value until it is bound again.</remarks>
internal sealed class Statement(Session session, sqlite3_stmt handle) : IRow, IDisposable
{
    // An empty span has no address, which SQLite interprets as NULL.
    private const string EmptyText = "";

    /// <summary>Whether it is positioned on a row: it was stepped to one and not reset since.</summary>
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

    /// <summary>Binds a value of one of the types of <see cref="SqlStatement.Parameters"/>.</summary>
    public Statement BindValue(int parameter, object? value) => value switch
    {
        null => BindNull(parameter),
        string text => Bind(parameter, text),
        long number => Bind(parameter, number),
        double number => BindReal(parameter, number),
        int number => Bind(parameter, (long)number),
        Guid id => Bind(parameter, id),
        byte[] blob => BindBlob(parameter, blob),
        _ => throw new ArgumentException($"A parameter of type {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>Binds the first values to as many parameters as the statement has.</summary>
    public Statement BindAll(object?[] values)
    {
        int most = Math.Min(values.Length, raw.sqlite3_bind_parameter_count(handle));
        for (int i = 0; i < most; i++)
        {
            BindValue(i + 1, values[i]);
        }

        return this;
    }

    /// <summary>Advances to the next row.</summary>
    /// <returns>Whether there is one. If not, the statement is reset, ready to be bound and stepped again.</returns>
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

    /// <summary>Runs the statement and ignores its rows.</summary>
    public void Run()
    {
        if (Step())
        {
            Reset();
        }
    }

    /// <summary>Runs the statement and returns the number of rows that it changed.</summary>
    public int RunAndCount()
    {
        Run();
        return session.Changes;
    }

    /// <summary>The first column of the first row; null if there is no row or its value is null.</summary>
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

    /// <summary>Discards the rows that were not read. Without it, the statement would keep its read transaction open.</summary>
    public void Reset()
    {
        HasRow = false;
        StatementCalls.Reset(handle);
    }

    public bool IsNull(int column) => RowValues.IsNull(handle, column);

    public long Int64(int column) => RowValues.Int64(handle, column);

    public int Int32(int column) => unchecked((int)Int64(column)); // Truncates the value, as the engine does.

    public double? OptionalDouble(int column) => IsNull(column) ? null : raw.sqlite3_column_double(handle, column);

    public long? OptionalInt64(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>The bytes of a text or blob, valid until the next step; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => RowValues.Bytes(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The time in a column.</summary>
    public DateTimeOffset Time(int column) => TimeOf(Int64(column));

    /// <summary>Converts ticks to a time; returns the earliest time if they are out of range, for example after a bit flip.</summary>
    public static DateTimeOffset TimeOf(long ticks) => (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : default;

    /// <summary>The id in a column; the empty one if its length is wrong, for example after a bit flip.</summary>
    public Guid Guid(int column) => Bytes(column) is { Length: 16 } bytes ? new(bytes, bigEndian: true) : default;

    public void Dispose() => handle.Dispose();

    // Unbound parameters keep their last value, so an unnoticed failure would write a value of another record.
    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Reset();
            throw session.Failure(code);
        }
    }
}
