using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConvLog.AspNetCore.Http;

/// <summary>Forms of the console's own pages: a few fields, none of them long.</summary>
internal static class PostedForm
{
    private const int LargestForm = 16 * 1_024;

    private static readonly FormOptions s_form = new()
    {
        BufferBody = true,
        BufferBodyLengthLimit = LargestForm,
        KeyLengthLimit = 64,
        ValueLengthLimit = 8 * 1_024,
        ValueCountLimit = 8,
        MultipartBodyLengthLimit = LargestForm,
    };

    /// <summary>Reads the form; null where there is none, or one that is too large: the visitor's mistake, not ours.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestForm || !context.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return await context.Request.ReadFormAsync(s_form, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The text of a field; empty where it is missing or given more than once.</summary>
    public static string Text(this IFormCollection form, string name) => form[name] is [{ } text] ? text : "";
}
