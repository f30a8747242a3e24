using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Import;

/// <summary>Reads lines of UTF-8. A byte order mark is skipped, and so is a line that is too long.</summary>
/// <param name="body">The bytes.</param>
/// <param name="most">The maximum number of bytes.</param>
internal sealed class LineReader(Stream body, long most)
{
    /// <summary>The maximum number of bytes per line.</summary>
    public const int LongestLine = 64 * 1_024;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[64 * 1_024];
    private readonly MemoryStream _line = new();
    private int _next;
    private int _filled;

    /// <summary>The number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the current line is too long.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The number of bytes of the current line with its line break, if it is not too long.</summary>
    public int Bytes => (int)_line.Length + 1;

    /// <summary>The number of quotation marks in the current line.</summary>
    public int QuotationMarks { get; private set; }

    /// <summary>The number of bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next line without its end, empty if it is too long; null at the end.</summary>
    /// <exception cref="ApiProblemException">There are more bytes than the maximum.</exception>
    /// <exception cref="DecoderFallbackException">The line is not UTF-8; the next one can be read.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.SetLength(0);
        (IsTooLong, QuotationMarks) = (false, 0);
        while (true)
        {
            if (_next == _filled)
            {
                (_next, _filled) = (0, await ReadBytesAsync(cancellationToken).ConfigureAwait(false));
                BytesRead += _filled;
                if (BytesRead > most)
                {
                    throw TooLong(most);
                }

                if (_filled == 0)
                {
                    return _line.Length == 0 && !IsTooLong ? null : Text();
                }
            }

            int end = _buffer.AsSpan(_next, _filled - _next).IndexOf((byte)'\n');
            int length = end < 0 ? _filled - _next : end;
            Append(_buffer.AsSpan(_next, length));
            _next += length + (end < 0 ? 0 : 1);
            if (end >= 0)
            {
                return Text();
            }
        }
    }

    /// <summary>The problem of a body with too many bytes.</summary>
    public static ApiProblemException TooLong(long most) => new(
        StatusCodes.Status413PayloadTooLarge, "Too large", $"The body can have at most {most / 1_024 / 1_024} MiB. Lines before that were imported.");

    private void Append(ReadOnlySpan<byte> part)
    {
        QuotationMarks += part.Count((byte)'"');
        IsTooLong |= _line.Length + part.Length > LongestLine;
        if (!IsTooLong)
        {
            _line.Write(part);
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
            // Middleware of the host that decompresses bodies failed.
            throw new BadHttpRequestException("The body cannot be decompressed.", e);
        }
    }

    private string Text()
    {
        Number++;
        if (IsTooLong)
        {
            return "";
        }

        string text = s_utf8.GetString(_line.GetBuffer(), 0, (int)_line.Length).TrimEnd('\r');
        return Number == 1 ? text.TrimStart('\uFEFF') : text;
    }
}
