using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>A receipt as a file: that of the API in camel case. It contains no personal data.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(UtcConverter), typeof(WordConverter<ErasureSubject>)])]
[JsonSerializable(typeof(ErasureReceiptJson))]
internal sealed partial class ReceiptJson : JsonSerializerContext
{
    public static IResult Of(ErasureReceipt receipt) => new JsonResult(StatusCodes.Status200OK, ApiJson.ContentType,
        json => JsonSerializer.Serialize(json, new ErasureReceiptJson(receipt, canReadPii: true), Default.ErasureReceiptJson));
}

/// <summary>Writes times in UTC, with as many decimals as they have.</summary>
internal sealed class UtcConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}
