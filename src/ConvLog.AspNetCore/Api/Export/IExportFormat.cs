using System.Buffers;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>What an export is written as.</summary>
internal interface IExportFormat
{
    /// <summary>The media type.</summary>
    string ContentType { get; }

    /// <summary>What the file is called; never made of what is in it.</summary>
    string FileName { get; }

    /// <summary>Writes what stands before the first conversation.</summary>
    void Begin(IBufferWriter<byte> output);

    /// <summary>Writes one conversation.</summary>
    void Write(IBufferWriter<byte> output, ConversationView conversation);
}
