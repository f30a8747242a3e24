using System.Buffers;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>The format of a file of calls.</summary>
internal interface ICallFormat
{
    string ContentType { get; }

    /// <summary>The extension of the file's name.</summary>
    string Extension { get; }

    /// <summary>Writes the header, if the format has one.</summary>
    void Begin(IBufferWriter<byte> output);

    void Write(IBufferWriter<byte> output, ListedCall call);
}
