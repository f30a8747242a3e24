using System.Buffers;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>The format of a file.</summary>
internal interface IFileFormat
{
    string ContentType { get; }

    /// <summary>What a file of this format contains, as the beginning of its name.</summary>
    string Kind { get; }

    /// <summary>The extension of its name, without a dot.</summary>
    string Extension { get; }

    /// <summary>Writes the header, if the format has one.</summary>
    void Begin(IBufferWriter<byte> output);
}
