using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// Writes each entry as one line of JSON to a file or a stream: the IDs of the conversation, turn and function event, the function's name, the entry's random
/// ID and the entry itself. By default, personal data is omitted, and a personal entry has no line.
/// </summary>
/// <remarks>
/// <para>
/// <c>{"conversation_id":"conv-42","turn_id":"…","function_event_id":"…","function":"save_guest","id":"…","entry":{"level":"info",…}}</c>. IDs of a turn or
/// function event are omitted for an entry outside any. Complete lines also have <c>sequence</c>; redacted ones do not, because its gaps would reveal hidden
/// entries.
/// </para>
/// <para>
/// A line is passed to the operating system before <c>conv.Log</c> returns, and <see cref="FlushAsync"/> waits until it is on disk. That is I/O on the
/// logging thread: <c>AddConvLog</c> adds a queue; elsewhere wrap the sink in a <see cref="BackgroundSink"/>. Lines of concurrent threads do not mix. A
/// failed write throws, which the conversation counts and reports; if it has left a partial line, that line is ended before the next one.
/// </para>
/// </remarks>
public sealed class JsonLinesSink : ILogSink, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly EntryJsonMode _mode;
    private readonly bool _ownsStream;
    private bool _isMidLine;

    /// <summary>Appends to a file. If the file or its folder does not exist, it is created; on Unix, a new file can only be read by its owner.</summary>
    /// <param name="path">The file. Other processes may read and truncate it, but only one process may write to it.</param>
    /// <param name="mode">Whether personal data is written; by default it is not.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing to the file is not permitted.</exception>
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

    /// <summary>Writes to a stream, which the caller still owns.</summary>
    /// <param name="stream">The stream, such as that of standard output.</param>
    /// <param name="mode">Whether personal data is written; by default it is not.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is not writable.</exception>
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

    /// <summary>Waits until every line is on disk if the stream is a file; otherwise flushes the stream.</summary>
    /// <param name="cancellationToken">Not used, because the flush is short.</param>
    /// <returns>An empty result: the sink has no pending entries.</returns>
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
    /// Closes a file that this sink opened, and flushes any other stream. Later entries throw an <see cref="ObjectDisposedException"/>, which the
    /// conversation counts.
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

    // A killed program or a full disk may have left a partial line.
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
