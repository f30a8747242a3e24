using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConvLog.AspNetCore.Http;

/// <summary>Reads forms of the console's own pages.</summary>
internal static class PostedForm
{
    private const int LargestShort = 16 * 1_024;

    // A character takes up to nine bytes in a form. The limit is several times the default maximum length of an answer.
    private const int LargestLong = 1_024 * 1_024;

    // Enough for the selected rows of a list and the action on them.
    private const int MostValues = 256;

    private static readonly FormOptions s_short = Options(LargestShort, 8 * 1_024);
    private static readonly FormOptions s_long = Options(LargestLong, LargestLong);

    /// <summary>Reads a form of short fields; null if it is missing or too large.</summary>
    public static Task<IFormCollection?> ReadAsync(HttpContext context) => ReadAsync(context, s_short);

    /// <summary>Reads a form with a long text; null if it is missing or too large.</summary>
    public static Task<IFormCollection?> ReadLongAsync(HttpContext context) => ReadAsync(context, s_long);

    private static FormOptions Options(int largest, int longest) => new()
    {
        BufferBody = true,
        BufferBodyLengthLimit = largest,
        KeyLengthLimit = 64,
        ValueLengthLimit = longest,
        ValueCountLimit = MostValues,
        MultipartBodyLengthLimit = largest,
    };

    private static async Task<IFormCollection?> ReadAsync(HttpContext context, FormOptions options)
    {
        if (context.Request.ContentLength > options.BufferBodyLengthLimit || !context.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return await context.Request.ReadFormAsync(options, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // BadHttpRequestException is an IOException, and so is the exception of an incomplete form.
            return null;
        }
    }

    /// <summary>The text of a field; empty if it is missing or repeated.</summary>
    public static string Text(this IFormCollection form, string name) => form[name] is [{ } text] ? text : "";
}
