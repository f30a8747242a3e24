using System.Buffers;
using System.Text.Json;
using ConvLog.AspNetCore.Http;
using ConvLog.Serialization;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>Responses of the API.</summary>
internal static class ApiJson
{
    private const string ContentType = "application/json; charset=utf-8";

    public static IResult Ok(Action<Utf8JsonWriter> write) => new BodyResult(StatusCodes.Status200OK, ContentType, Body(write));

    public static IResult Failed(ApiFailure failure, string errorId) => new BodyResult(failure.Status, ContentType, Body(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: false);
        json.WriteString("error", failure.Error);
        json.WriteString("error_id", errorId);
        json.WriteString("error_code", failure.Code);
        json.WriteString("error_message", failure.Message);
        json.WriteNull("data");
        json.WriteEndObject();
    }));

    private static ReadOnlyMemory<byte> Body(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ConversationJson.WriterOptions))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }
}
