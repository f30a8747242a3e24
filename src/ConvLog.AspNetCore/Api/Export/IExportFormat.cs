using System.Buffers;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>The format of an export.</summary>
internal interface IExportFormat
{
    string ContentType { get; }

    /// <summary>The name of the file. It does not depend on the content.</summary>
    string FileName { get; }

    /// <summary>Writes the header, if the format has one.</summary>
    void Begin(IBufferWriter<byte> output);

    void Write(IBufferWriter<byte> output, ConversationView conversation);
}
