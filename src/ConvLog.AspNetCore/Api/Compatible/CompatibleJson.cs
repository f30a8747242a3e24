using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>Responses of the API.</summary>
internal static class CompatibleJson
{
    // As clients know it from numbers. They take a word in square brackets for markup, and show nothing in its place.
    private static readonly byte[] s_mask = "REDACTED"u8.ToArray();
    private static readonly byte[] s_ownMask = Encoding.UTF8.GetBytes(MaskedText.Redacted);

    /// <summary>What was asked for, masked as the compatible API masks.</summary>
    public static IResult Ok(ApiCall call, Action<Utf8JsonWriter> write) => call.Reader.CanReadPii
        ? new JsonResult(StatusCodes.Status200OK, ApiJson.ContentType, write)
        : new BodyResult(StatusCodes.Status200OK, ApiJson.ContentType, Masked(write));

    /// <summary>Something was written.</summary>
    public static IResult Created() => new JsonResult(StatusCodes.Status201Created, ApiJson.ContentType, static json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: true);
        json.WriteEndObject();
    });

    public static IResult Failed(ApiFailure failure, string errorId)
        => new JsonResult(failure.Status, ApiJson.ContentType, json => Write(json, failure, errorId));

    // In JSON, the mask can only stand in strings.
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
        json.GiveBack();
        return masked.AsMemory(0, length);
    }

    /// <summary>Writes the envelope of a refusal.</summary>
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
