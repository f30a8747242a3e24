using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// Writes each entry as one line of JSON to a file or a stream: the IDs of conversation, turn and function event, the function's name, the entry's random ID
/// and the entry itself. Without personal data unless asked: a personal entry then has no line.
/// </summary>
/// <remarks>
/// <para>
/// <c>{"conversation_id":"conv-42","turn_id":"…","function_event_id":"…","function":"save_guest","id":"…","entry":{"level":"info",…}}</c>. What an entry is
/// outside of is left out. Complete lines also have <c>sequence</c>; redacted ones do not, since its gaps would tell of what is hidden.
/// </para>
/// <para>
/// A line is given to the operating system before <c>conv.Log</c> returns, and <see cref="FlushAsync"/> waits until it is on the disk. That is I/O on the
/// thread that logs: hosts get a queue before it by <c>AddConvLog</c>; elsewhere wrap it in a <see cref="BackgroundSink"/>. Lines of several threads do not
/// mix. A write that fails throws, which the conversation counts and reports; a part of a line that it left behind is ended before the next.
/// </para>
/// </remarks>
public sealed class JsonLinesSink : ILogSink, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly EntryJsonMode _mode;
    private readonly bool _ownsStream;
    private bool _isMidLine;

    /// <summary>Appends to a file, which is created where there is none, with its folder; on Unix, only its owner may then read it.</summary>
    /// <param name="path">The file. Other processes may read and truncate it; only one may write to it.</param>
    /// <param name="mode">Whether personal data is written; default without.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public JsonLinesSink(string path, EntryJsonMode mode = EntryJsonMode.Redacted)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _mode = Checked(mode);
        string file = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        _ownsStream = true;
        _stream = new FileStream(file, OptionsForAppending());
        _isMidLine = EndsMidLine(_stream);
    }

    /// <summary>Writes to a stream, which stays the caller's.</summary>
    /// <param name="stream">The stream, such as that of standard output.</param>
    /// <param name="mode">Whether personal data is written; default without.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="stream"/> cannot be written.</exception>
    public JsonLinesSink(Stream stream, EntryJsonMode mode = EntryJsonMode.Redacted)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written: open it for writing.", nameof(stream));
        }

        _mode = Checked(mode);
        _stream = stream;
    }

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.IsPii && _mode == EntryJsonMode.Redacted)
        {
            return;
        }

        var line = JsonBytes.Start();
        line.Raw("{"u8);
        line.Key("conversation_id", isFirst: true);
        line.Text(entry.ConversationId);
        if (entry.Turn is { } turn)
        {
            line.Key("turn_id");
            line.Text(turn.Id);
        }

        if (entry.FunctionEvent is { } call)
        {
            line.Key("function_event_id");
            line.Text(call.Id);
            line.Key("function");
            line.Text(call.Name);
        }

        line.Key("id");
        line.Text(entry.Id.ToString("D"));
        if (_mode == EntryJsonMode.Complete)
        {
            line.Key("sequence");
            line.Value(("sequence", entry.Sequence));
        }

        line.Key("entry");
        EntryJson.Write(line, entry, _mode);
        line.Raw("}\n"u8);
        Write(line.Written);
    }

    /// <summary>Waits until every line is on the disk, where the stream is a file's, or else flushes the stream.</summary>
    /// <param name="cancellationToken">Not heeded: it is short.</param>
    /// <returns>Nothing: the sink keeps nothing back.</returns>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_stream is FileStream file)
            {
                file.Flush(flushToDisk: true);
            }
            else
            {
                _stream.Flush();
            }
        }

        return new(FlushResult.Nothing);
    }

    /// <summary>
    /// Closes a file that this sink opened, and flushes any other stream. Later entries throw <see cref="ObjectDisposedException"/>, which the conversation
    /// counts.
    /// </summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_ownsStream)
            {
                _stream.Dispose();
            }
            else if (_stream.CanWrite)
            {
                _stream.Flush();
            }
        }
    }

    private static EntryJsonMode Checked(EntryJsonMode mode) => mode is EntryJsonMode.Redacted or EntryJsonMode.Complete
        ? mode : throw new ArgumentOutOfRangeException(nameof(mode), mode, "Redacted or Complete.");

    private static FileStreamOptions OptionsForAppending()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    // A program that was killed, or a full disk, left a part of a line.
    private static bool EndsMidLine(Stream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private void Write(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            if (_ownsStream)
            {
                _stream.Seek(0, SeekOrigin.End); // Log rotation may have truncated the file.
            }

            if (_isMidLine)
            {
                _stream.Write("\n"u8);
            }

            _isMidLine = true;
            _stream.Write(line);
            _isMidLine = false;
        }
    }
}
