using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>Responses of the compatible API.</summary>
internal static class CompatibleJson
{
    // The mask that clients know from masked numbers. They would render a word in square brackets as markup and show nothing.
    private static readonly byte[] s_mask = "REDACTED"u8.ToArray();
    private static readonly byte[] s_ownMask = Encoding.UTF8.GetBytes(MaskedText.Redacted);

    /// <summary>A successful response, masked in the format of the compatible API.</summary>
    public static IResult Ok(ApiCall call, Action<Utf8JsonWriter> write) => call.Reader.CanReadPii
        ? new JsonResult(StatusCodes.Status200OK, ApiJson.ContentType, write)
        : new BodyResult(StatusCodes.Status200OK, ApiJson.ContentType, Masked(write));

    /// <summary>The response to a successful change.</summary>
    public static IResult Created() => new JsonResult(StatusCodes.Status201Created, ApiJson.ContentType, static json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: true);
        json.WriteEndObject();
    });

    public static IResult Failed(ApiFailure failure, string errorId)
        => new JsonResult(failure.Status, ApiJson.ContentType, json => Write(json, failure, errorId));

    // In JSON, the mask can occur only in strings.
    private static ReadOnlyMemory<byte> Masked(Action<Utf8JsonWriter> write)
    {
        var json = JsonBody.Of(write);
        byte[] masked = new byte[json.Bytes.Length];
        int length = 0;
        var left = json.Bytes.Span;
        for (int at = left.IndexOf(s_ownMask); at >= 0; at = left.IndexOf(s_ownMask))
        {
            left[..at].CopyTo(masked.AsSpan(length));
            s_mask.CopyTo(masked.AsSpan(length + at));
            length += at + s_mask.Length;
            left = left[(at + s_ownMask.Length)..];
        }

        left.CopyTo(masked.AsSpan(length));
        length += left.Length;
        json.ReturnBuffer();
        return masked.AsMemory(0, length);
    }

    /// <summary>Writes the JSON object of a failure.</summary>
    public static void Write(Utf8JsonWriter json, ApiFailure failure, string errorId)
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: false);
        json.WriteString("error", failure.Error);
        json.WriteString("error_id", errorId);
        json.WriteString("error_code", failure.Code);
        json.WriteString("error_message", failure.Message);
        json.WriteNull("data");
        json.WriteEndObject();
    }
}
