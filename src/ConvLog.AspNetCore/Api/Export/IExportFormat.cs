using System.Buffers;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>The format of an export.</summary>
internal interface IExportFormat
{
    /// <summary>The media type.</summary>
    string ContentType { get; }

    /// <summary>The file name; never derived from the contents.</summary>
    string FileName { get; }

    /// <summary>Writes the header.</summary>
    void Begin(IBufferWriter<byte> output);

    /// <summary>Writes one conversation.</summary>
    void Write(IBufferWriter<byte> output, ConversationView conversation);
}
