using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The source file of a type or method of a package, from the PDB next to the assembly.</summary>
internal sealed class DebugSymbols : IDisposable
{
    // For types without code, such as enums, the compiler lists the files in this kind of debug information.
    private static readonly Guid s_documentsOfType = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly Dictionary<MemberInfo, IReadOnlyList<string>> _files = [];
    private readonly MetadataReaderProvider _provider;
    private readonly MetadataReader _reader;
    private readonly string _folder;

    private DebugSymbols(string package)
    {
        _provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(References.PathInTestFolder(package), ".pdb")));
        _reader = _provider.GetMetadataReader();
        _folder = $"/src/{package}/";
    }

    public static DebugSymbols Of(string package) => new(package);

    /// <summary>The files of a type or method, relative to the folder of the package; empty for compiler-generated code.</summary>
    /// <param name="place">The type or method. A method without code has the files of its type.</param>
    public IReadOnlyList<string> Files(MemberInfo place)
    {
        if (_files.TryGetValue(place, out var known))
        {
            return known;
        }

        string[] files = [.. Documents(place).Distinct().Select(Relative).OfType<string>()];
        return _files[place] = files.Length > 0 || place.DeclaringType is null ? files : Files(place.DeclaringType);
    }

    public void Dispose() => _provider.Dispose();

    private IEnumerable<DocumentHandle> Documents(MemberInfo place)
        => place is Type type ? ListedDocuments(type).Concat(AssemblyUses.Methods(type).SelectMany(OfMethod)) : OfMethod(place);

    // A constructor initializes fields of all parts of a partial type, so its code may come from several files.
    private IEnumerable<DocumentHandle> OfMethod(MemberInfo method)
    {
        var handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken);
        var information = _reader.GetMethodDebugInformation(handle.ToDebugInformationHandle());
        return information.Document.IsNil && !information.SequencePointsBlob.IsNil
            ? information.GetSequencePoints().Select(static point => point.Document)
            : [information.Document];
    }

    private IEnumerable<DocumentHandle> ListedDocuments(Type type)
    {
        foreach (var handle in _reader.GetCustomDebugInformation(MetadataTokens.EntityHandle(type.MetadataToken)))
        {
            var information = _reader.GetCustomDebugInformation(handle);
            if (_reader.GetGuid(information.Kind) != s_documentsOfType)
            {
                continue;
            }

            var documents = _reader.GetBlobReader(information.Value);
            while (documents.RemainingBytes > 0)
            {
                yield return MetadataTokens.DocumentHandle(documents.ReadCompressedInteger());
            }
        }
    }

    // Source generators write files outside of the package folder.
    private string? Relative(DocumentHandle document)
    {
        string path = document.IsNil ? "" : _reader.GetString(_reader.GetDocument(document).Name).Replace('\\', '/');
        int folder = path.LastIndexOf(_folder, StringComparison.Ordinal);
        string file = folder < 0 ? "" : path[(folder + _folder.Length)..];
        return file.Length > 0 && !file.StartsWith("obj/", StringComparison.Ordinal) ? file : null;
    }
}
