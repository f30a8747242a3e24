namespace ConvLog.JsonLines.Tests;

/// <summary>A file of lines. A line is acknowledged once it is on the disk. Not thread-safe.</summary>
internal sealed class JsonLinesFile : IDisposable
{
    private readonly string _path;
    private FileStream _file;

    public JsonLinesFile(string path)
    {
        _path = path;
        _file = Open(path);
        byte[] bytes = ReadBytes();
        int end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        TornBytes = bytes.Length - end;
        if (TornBytes > 0)
        {
            _file.SetLength(end); // This write was never acknowledged.
        }
    }

    /// <summary>The length of an incomplete last line that was removed when the file was opened.</summary>
    public int TornBytes { get; }

    /// <exception cref="ConversationStoreException">A line is damaged.</exception>
    public List<JsonLine> Read()
    {
        byte[] bytes = ReadBytes();
        var lines = new List<JsonLine>();
        for (int start = 0; start < bytes.Length;)
        {
            var line = bytes.AsSpan(start, bytes.AsSpan(start).IndexOf((byte)'\n'));
            try
            {
                lines.Add(JsonLine.Parse(line));
            }
            catch (System.Text.Json.JsonException e)
            {
                throw new ConversationStoreException(StoreFault.Unusable, $"Line {lines.Count + 1} of the file is damaged. Restore the file from a backup.", e);
            }

            start += line.Length + 1;
        }

        return lines;
    }

    /// <exception cref="ConversationStoreException">The line could not be written and was removed completely.</exception>
    public void Append(JsonLine line)
    {
        long end = _file.Seek(0, SeekOrigin.End);
        try
        {
            _file.Write(line.ToBytes());
            _file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            _file.SetLength(end);
            throw new ConversationStoreException(StoreFault.Unavailable, "The file could not be written. Check the free space and the permissions.", e);
        }
    }

    /// <summary>Replaces all lines. After a crash the file has either the old or the new ones.</summary>
    public void Replace(IEnumerable<JsonLine> lines)
    {
        string temporary = _path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create))
        {
            foreach (var line in lines)
            {
                file.Write(line.ToBytes());
            }

            file.Flush(flushToDisk: true);
        }

        _file.Dispose();
        File.Move(temporary, _path, overwrite: true);
        _file = Open(_path);
    }

    public void Dispose() => _file.Dispose();

    // Only one process can open the file.
    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private byte[] ReadBytes()
    {
        byte[] bytes = new byte[_file.Length];
        _file.Position = 0;
        _file.ReadExactly(bytes);
        return bytes;
    }
}
