using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Import;

/// <summary>Lines of UTF-8, read one after the other; a byte order mark is skipped.</summary>
/// <param name="body">The bytes.</param>
/// <param name="most">How many there may be.</param>
internal sealed class LineReader(Stream body, long most)
{
    private const int LongestLine = 1_024 * 1_024;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[64 * 1_024];
    private readonly MemoryStream _line = new();
    private int _next;
    private int _filled;
    private long _read;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end; null at the end.</summary>
    /// <exception cref="LineTooLongException">There is more than may be.</exception>
    /// <exception cref="DecoderFallbackException">The line is not UTF-8; the next one can be read.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.SetLength(0);
        while (true)
        {
            if (_next == _filled)
            {
                (_next, _filled) = (0, await ReadBytesAsync(cancellationToken).ConfigureAwait(false));
                _read += _filled;
                if (_read > most)
                {
                    throw new LineTooLongException();
                }

                if (_filled == 0)
                {
                    return _line.Length == 0 ? null : Text();
                }
            }

            int end = _buffer.AsSpan(_next, _filled - _next).IndexOf((byte)'\n');
            int length = end < 0 ? _filled - _next : end;
            _line.Write(_buffer, _next, length);
            _next += length + (end < 0 ? 0 : 1);
            if (_line.Length > LongestLine)
            {
                throw new LineTooLongException();
            }

            if (end >= 0)
            {
                return Text();
            }
        }
    }

    private async ValueTask<int> ReadBytesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            // What decompresses bodies for the host could not.
            throw new BadHttpRequestException("The body cannot be decompressed.", e);
        }
    }

    private string Text()
    {
        Number++;
        string text = s_utf8.GetString(_line.GetBuffer(), 0, (int)_line.Length).TrimEnd('\r');
        return Number == 1 ? text.TrimStart('\uFEFF') : text;
    }
}

/// <summary>A body or a line is longer than it may be.</summary>
internal sealed class LineTooLongException : Exception;
