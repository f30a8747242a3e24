using System.Buffers;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>The format of an export.</summary>
/// <typeparam name="T">What it lists: conversations or calls.</typeparam>
internal interface IExportFormat<in T> : IFileFormat
{
    void Write(IBufferWriter<byte> output, T one);
}
